package org.outreachsync.app;

import java.util.ArrayList;
import java.util.List;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.edge.Meters;
import org.outreachsync.edge.Route;
import org.outreachsync.edge.route.CodeListRoutes;
import org.outreachsync.edge.route.DestinationRoutes;
import org.outreachsync.edge.route.DeviceRoutes;
import org.outreachsync.edge.route.DonorKeyRoutes;
import org.outreachsync.edge.route.DonorRoutes;
import org.outreachsync.edge.route.EnrolRoute;
import org.outreachsync.edge.route.EnrolmentCodeRoutes;
import org.outreachsync.edge.route.ExportRoutes;
import org.outreachsync.edge.route.InboxRoutes;
import org.outreachsync.edge.route.IndicatorRoutes;
import org.outreachsync.edge.route.OpenApiRoute;
import org.outreachsync.edge.route.PeopleRoutes;
import org.outreachsync.edge.route.QualityRoute;
import org.outreachsync.edge.route.SetupRoute;
import org.outreachsync.edge.route.SiteRoutes;
import org.outreachsync.edge.route.SitesOf;
import org.outreachsync.edge.route.SyncRoute;
import org.outreachsync.edge.route.TargetRoutes;
import org.outreachsync.export.destination.AskedPeriods;
import org.outreachsync.intake.RequestReader;
import org.outreachsync.model.codes.CodeLists;

/** Puts together every route that a server serves. */
final class RouteTable {

    private RouteTable() {}

    static List<Route> of(
            ServerConfig config,
            Backend around,
            Identities identities,
            CodeLists codes,
            UseCases useCases,
            Meters meters) {
        var limits = around.limits();
        var pages = limits.pages();
        var sitesOf = new SitesOf(identities.directory());
        var table = new ArrayList<Route>();
        table.addAll(OpenApiRoute.routes());
        table.addAll(new EnrolRoute(identities.enrolment()).routes());
        table.addAll(new SyncRoute(identities.devices(), new RequestReader(limits.batches()), useCases.sync(), meters)
                .routes());
        table.addAll(new CodeListRoutes(codes).routes());
        table.addAll(new SetupRoute(identities.people()).routes());
        table.addAll(new QualityRoute(useCases.quality(), sitesOf).routes());
        table.addAll(new IndicatorRoutes(useCases.indicators(), sitesOf).routes());
        table.addAll(
                new SiteRoutes(identities.sites(), config.programme(), around.clock(), pages.identities()).routes());
        table.addAll(new TargetRoutes(useCases.targets(), sitesOf, pages.targets()).routes());
        table.addAll(new DeviceRoutes(identities.devices(), identities.sites(), pages.identities()).routes());
        table.addAll(new EnrolmentCodeRoutes(identities.codes(), identities.sites(), limits.identities()).routes());
        table.addAll(new PeopleRoutes(
                        identities.people(),
                        identities.sites(),
                        limits.identities().sitesOfOneMax(),
                        pages.identities())
                .routes());
        table.addAll(ofExports(config, around, identities, useCases.exporting()));
        table.addAll(new InboxRoutes(
                        identities.sites(),
                        useCases.reviews(),
                        useCases.quarantine(),
                        useCases.decisions(),
                        pages.inbox())
                .routes());
        return table;
    }

    private static List<Route> ofExports(
            ServerConfig config, Backend around, Identities identities, Exporting exporting) {
        var limits = around.limits();
        var pages = limits.pages();
        var table = new ArrayList<Route>();
        table.addAll(new DestinationRoutes(
                        exporting.destinations(), exporting.credentials(), exporting.removal(), pages.identities())
                .routes());
        table.addAll(
                new DonorKeyRoutes(identities.donorKeys(), exporting.destinations(), around.clock(), pages.identities())
                        .routes());
        table.addAll(new ExportRoutes(
                        exporting.exports(),
                        exporting.destinations(),
                        new AskedPeriods(config.programme().start()),
                        pages.identities(),
                        limits.channels().destinations().dryRunLinesMax())
                .routes());
        table.addAll(new DonorRoutes(exporting.exports(), pages.identities()).routes());
        return table;
    }
}
