/**
 * Labelled text that comes with the program: definitions of the nouns of WordNet 3.1 (Princeton
 * University), from the class path. May use {@code prep.split} for its seeded order.
 */
@NullMarked
package io.bertline.prep.wordnet;

import org.jspecify.annotations.NullMarked;
