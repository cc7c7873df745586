package org.outreachsync.store;

import java.util.List;

/** The tables of the server. */
public final class Tables {

    /** The ids of these tables begin with the site. */
    private static final int SITE = 1;
    /** The ids of these begin with the fingerprint of the catalogue, and the site. */
    private static final int CATALOGUE_AND_SITE = 2;

    /**
     * The log: one document per accepted batch, body sealed; {@code hash} is keyed. Id {@code site/seq}. All other data
     * of a site are derived from it.
     */
    public static final Table LOG = new Table(
            "log",
            List.of(
                    Field.text("scope"),
                    Field.number("seq"),
                    Field.number("device"),
                    Field.number("epoch"),
                    Field.number("batchNo"),
                    Field.number("lastOp"),
                    Field.number("receivedAt"),
                    Field.text("hash")),
            List.of(
                    new Index("log_seq", true, List.of("scope", "seq")),
                    new Index("log_batch", true, List.of("scope", "device", "epoch", "batchNo"))),
            SITE);

    /**
     * The records that each batch changed, as it left them, body sealed. Id: {@code site/seq}, and {@code site/seq/no}
     * for pages after the first; version: the sequence number of the batch in the log.
     */
    public static final Table RECORD_PAGES = new Table(
            "record_pages",
            List.of(Field.text("scope"), Field.number("seq")),
            List.of(new Index("record_pages_seq", false, List.of("scope", "seq"))),
            SITE);

    /**
     * In which batch each record was changed last, body sealed. Id: the site and a keyed name of where the ids of some
     * neighbouring records begin; version: the sequence number in the log of the last batch that changed one of them.
     */
    public static final Table RECORD_HEADS = new Table("record_heads", List.of(Field.text("scope")), List.of(), SITE);

    /** The batches with records of each day. Id: {@code site/day/seq}. */
    public static final Table RECORD_DAYS = new Table(
            "record_days",
            List.of(Field.text("scope"), Field.number("day"), Field.number("seq")),
            List.of(new Index("record_days_day", false, List.of("scope", "day", "seq"))),
            SITE);

    /** Reviews that wait for a supervisor, and closed ones; body sealed. Id: the site and a keyed name. */
    public static final Table REVIEWS = new Table(
            "reviews",
            List.of(Field.text("scope"), Field.text("state"), Field.number("opened")),
            List.of(new Index("reviews_state", false, List.of("scope", "state", "opened"))),
            SITE);

    /** Ops that broke a rule, byte for byte, sealed. */
    public static final Table QUARANTINE = new Table(
            "quarantine",
            List.of(Field.text("scope"), Field.text("state"), Field.number("seq")),
            List.of(new Index("quarantine_state", false, List.of("scope", "state", "seq"))),
            SITE);

    /**
     * How far each projection of a site has applied the log, and what the records of a site are together, sealed. Id
     * {@code projection/site}; version: the sequence number in the log.
     */
    public static final Table WATERMARKS = new Table("watermarks", List.of(), List.of());

    /**
     * Aggregates of one site and day, body sealed. Id {@code fingerprint/site/day}; version: the sequence number in the
     * log up to which it counts.
     */
    public static final Table CELLS = new Table(
            "cells",
            List.of(Field.text("scope"), Field.number("day")),
            List.of(new Index("cells_day", false, List.of("scope", "day"))),
            CATALOGUE_AND_SITE);

    /** Aggregates of one site and month, made from those of its days; body sealed. Version: as in {@link #CELLS}. */
    public static final Table MONTHS = new Table(
            "months",
            List.of(Field.text("scope"), Field.number("changed")),
            List.of(new Index("months_changed", false, List.of("scope", "changed"))),
            CATALOGUE_AND_SITE);

    /** The number of each person in the person sets, body sealed. Id: a keyed name of the client key. */
    public static final Table PERSON_NUMBERS = new Table(
            "person_numbers",
            List.of(Field.text("programme"), Field.number("no")),
            List.of(new Index("person_numbers_no", true, List.of("programme", "no"))));

    /** The persons whom the records of a site name. Id: a keyed name of both; nothing else. */
    public static final Table SITE_PERSONS = new Table("site_persons", List.of(), List.of());

    /** The client codes that each tablet was the first to name on a day, body sealed. Id: the device number. */
    public static final Table NEW_CODES = new Table("new_codes", List.of(), List.of());

    /** Sites. Id: the site. */
    public static final Table SITES = new Table(
            "sites",
            List.of(Field.text("programme")),
            List.of(new Index("sites_programme", false, List.of("programme"))));

    /** Devices with their sites, states and token hashes. Id: the device id. */
    public static final Table DEVICES = new Table(
            "devices",
            List.of(Field.text("programme"), Field.number("no"), Field.text("token")),
            List.of(
                    new Index("devices_no", true, List.of("programme", "no")),
                    new Index("devices_token", true, List.of("token"))));

    /** One-time codes. Id: the hash of the code. */
    public static final Table ENROLMENT_CODES = new Table("enrolment_codes", List.of(), List.of());

    /** People who sign in. Id: the person's id. */
    public static final Table PEOPLE = new Table(
            "people",
            List.of(Field.text("programme"), Field.text("token")),
            List.of(
                    new Index("people_programme", false, List.of("programme")),
                    new Index("people_token", true, List.of("token"))));

    /** Keys with which recipients fetch exports. Id: the key's id, which is no secret. */
    public static final Table DONOR_KEYS = new Table(
            "donor_keys",
            List.of(Field.text("programme"), Field.text("token")),
            List.of(
                    new Index("donor_keys_programme", false, List.of("programme")),
                    new Index("donor_keys_token", true, List.of("token"))));

    /** Every saved version of each destination of exports, body sealed; never changed. Id: {@code code/version}. */
    public static final Table DESTINATIONS = new Table(
            "destinations",
            List.of(Field.text("programme"), Field.text("code"), Field.number("no")),
            List.of(new Index("destinations_code", true, List.of("programme", "code", "no"))));

    /** By what recipients' servers know this installation, body sealed. Id: {@code destination/name}. */
    public static final Table CREDENTIALS = new Table(
            "credentials",
            List.of(Field.text("destination")),
            List.of(new Index("credentials_destination", false, List.of("destination"))));

    /**
     * The ledger of exports, body sealed. Id: destination, data set, period and revision. {@code no} numbers what
     * recipients are told in the order in which it was decided; {@code day} is the last day of the period; {@code open}
     * is the state of an entry for which somebody has to do something.
     */
    public static final Table EXPORTS = new Table(
            "exports",
            List.of(
                    Field.text("programme"),
                    Field.number("no"),
                    Field.text("destination"),
                    Field.text("state"),
                    Field.text("open"),
                    Field.text("reported"),
                    Field.number("day"),
                    Field.number("due"),
                    Field.number("created")),
            List.of(
                    new Index("exports_no", true, List.of("programme", "no")),
                    new Index("exports_created", false, List.of("programme", "created")),
                    new Index("exports_destination", false, List.of("destination", "created")),
                    new Index("exports_state", false, List.of("state", "created")),
                    new Index("exports_destination_state", false, List.of("destination", "state", "created")),
                    new Index("exports_open", false, List.of("open", "created")),
                    new Index("exports_reported", false, List.of("reported", "day")),
                    new Index("exports_day", false, List.of("programme", "day")),
                    new Index("exports_due", false, List.of("programme", "due"))));

    /** What was told in exports, in parts, body sealed; never changed. Id: the snapshot and the number of the part. */
    public static final Table EXPORT_SNAPSHOTS = new Table("export_snapshots", List.of(), List.of());

    /**
     * Snapshots of exports about which it is not decided yet whether they are needed, body sealed. Id: the snapshot's.
     */
    public static final Table EXPORT_DRAFTS = new Table(
            "export_drafts",
            List.of(Field.text("programme"), Field.number("written")),
            List.of(new Index("export_drafts_written", false, List.of("programme", "written"))));

    /** Occurrences of schedules that were planned, body sealed. Id: destination and local time. */
    public static final Table EXPORT_RUNS = new Table(
            "export_runs",
            List.of(Field.text("destination"), Field.text("occurrence")),
            List.of(new Index("export_runs_occurrence", true, List.of("destination", "occurrence"))));

    /**
     * Targets and size estimates in the order in which they were entered, body sealed; never changed. Id: the target's
     * id.
     */
    public static final Table TARGETS = new Table(
            "targets",
            List.of(Field.text("programme"), Field.number("no")),
            List.of(new Index("targets_no", true, List.of("programme", "no"))));

    /**
     * Single documents for the server itself, such as the one that shows whether writes succeed, the probe of the
     * keysets, and the blocks of person numbers that are taken. Id: its purpose.
     */
    public static final Table HOUSEKEEPING = new Table("housekeeping", List.of(), List.of());

    /** All tables, in the order of creation. */
    public static final List<Table> ALL = List.of(
            LOG,
            RECORD_PAGES,
            RECORD_HEADS,
            RECORD_DAYS,
            REVIEWS,
            QUARANTINE,
            WATERMARKS,
            CELLS,
            MONTHS,
            PERSON_NUMBERS,
            SITE_PERSONS,
            NEW_CODES,
            SITES,
            DEVICES,
            ENROLMENT_CODES,
            PEOPLE,
            DONOR_KEYS,
            DESTINATIONS,
            CREDENTIALS,
            EXPORTS,
            EXPORT_SNAPSHOTS,
            EXPORT_DRAFTS,
            EXPORT_RUNS,
            TARGETS,
            HOUSEKEEPING);

    private Tables() {}
}
