package org.outreachsync.indicator.count;

import java.time.LocalDate;
import java.util.Collection;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.cube.Cube;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.model.codes.CodeLists;

/**
 * The data from which one question is counted. Valid while the question is answered within the cube.
 *
 * @param catalogue the measures and definitions
 * @param codes the code lists
 * @param cube the months in memory
 * @param places the placements of the sites
 * @param entered the denominators and targets that people entered
 * @param programme the codes of all sites
 * @param today the current day; later events are unknown
 */
public record CountingContext(
        Catalogue catalogue,
        CodeLists codes,
        Cube cube,
        Places places,
        Entered entered,
        Collection<String> programme,
        LocalDate today) {}
