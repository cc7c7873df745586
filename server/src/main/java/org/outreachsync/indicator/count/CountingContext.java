package org.outreachsync.indicator.count;

import java.time.LocalDate;
import java.util.Collection;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.cube.Cube;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.model.codes.CodeLists;

/**
 * What one question is counted from. It holds while the question is answered within the cube.
 *
 * @param catalogue the measures and definitions
 * @param codes the code lists
 * @param cube the months in memory
 * @param places where the sites are
 * @param entered the denominators and targets that people entered
 * @param programme the codes of all sites
 * @param today the day up to which it is known what happened
 */
public record CountingContext(
        Catalogue catalogue,
        CodeLists codes,
        Cube cube,
        Places places,
        Entered entered,
        Collection<String> programme,
        LocalDate today) {}
