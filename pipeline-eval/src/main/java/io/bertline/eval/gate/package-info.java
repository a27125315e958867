/**
 * The gate: what has to hold before a classifier may go out. May use pipeline-core.
 *
 * <pre>
 * gate   = clause { "," clause }
 * clause = figure operator bound
 * figure = measure | "slices" "." ( "min" | "max" ) "(" measure ")"
 * bound  = number | "champion" [ ( "+" | "-" ) number ]
 * </pre>
 */
@NullMarked
package io.bertline.eval.gate;

import org.jspecify.annotations.NullMarked;
