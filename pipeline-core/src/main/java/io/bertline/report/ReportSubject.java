package io.bertline.report;

/**
 * Which artifact a report describes.
 *
 * @param project whose references name it
 * @param key content key, 64 hexadecimal digits
 * @param createdAt when it was made, ISO-8601 instant: the only clock of a page
 * @param productVersion version of Bertline that made it
 */
public record ReportSubject(String project, String key, String createdAt, String productVersion) {}
