/**
 * Flink's own processes, the JobManager and the TaskManager, started from the class path of prep,
 * so that a cluster always has the versions and the code that its jobs need. May use Flink and
 * pipeline-core.
 */
@NullMarked
package io.bertline.prep.cluster;

import org.jspecify.annotations.NullMarked;
