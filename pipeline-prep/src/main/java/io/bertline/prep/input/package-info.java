/**
 * The tables that go in: finding and reading them, wherever and however compressed they are. May
 * use {@code storage}, {@code artifact} and {@code table} of pipeline-core, {@code prep.wordnet}
 * and {@code prep.split}.
 */
@NullMarked
package io.bertline.prep.input;

import org.jspecify.annotations.NullMarked;
