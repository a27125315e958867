/**
 * Files of models on a Hugging Face hub, over the JDK's HTTP client. May use pipeline-core and the
 * progress of pipeline-cli.
 */
@NullMarked
package io.bertline.prep.hub;

import org.jspecify.annotations.NullMarked;
