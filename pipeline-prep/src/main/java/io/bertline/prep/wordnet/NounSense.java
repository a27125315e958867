package io.bertline.prep.wordnet;

/**
 * A sense of a noun.
 *
 * @param id byte offset in {@code data.noun}, which is how WordNet names it
 * @param category which lexicographer wrote it, for example {@code feeling}
 * @param definition the gloss without its example sentences
 */
record NounSense(String id, String category, String definition) {}
