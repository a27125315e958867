/**
 * Looks after a root: checks what is stored, and clears what nobody refers to. May use {@code
 * io.bertline.cli} and pipeline-core.
 */
@NullMarked
package io.bertline.cli.upkeep;

import org.jspecify.annotations.NullMarked;
