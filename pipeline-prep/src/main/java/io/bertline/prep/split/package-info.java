/**
 * Which row goes into which split: distinct texts, stratified exact counts, seeded order. Works on
 * text hashes alone, so that one worker can overlook the whole input. May use {@code dataset} of
 * pipeline-core.
 */
@NullMarked
package io.bertline.prep.split;

import org.jspecify.annotations.NullMarked;
