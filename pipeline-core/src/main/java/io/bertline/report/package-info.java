/**
 * Reports: one static page of HTML with inline SVG and style, without script, link or image, so
 * that it can be shown under a strict Content-Security-Policy, mailed, archived and printed. Uses
 * the JDK only.
 *
 * <p>Pages are pure functions of records: the same input gives the same bytes on every machine.
 */
@NullMarked
package io.bertline.report;

import org.jspecify.annotations.NullMarked;
