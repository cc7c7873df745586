/**
 * Reads the YAML files that people write for the server: catalogues, sensitivities, destinations and mappings. JSON is
 * YAML, too. {@link org.outreachsync.yaml.YamlFile} parses, {@link org.outreachsync.yaml.Yaml} walks through the
 * values, and each error names file, line, column, path and what may stand there.
 */
@NullMarked
package org.outreachsync.yaml;

import org.jspecify.annotations.NullMarked;
