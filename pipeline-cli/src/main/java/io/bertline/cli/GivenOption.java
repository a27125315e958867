package io.bertline.cli;

import java.util.List;

/**
 * An option that was given elsewhere than on the command line.
 *
 * @param option long name without dashes
 * @param values one, or several for an option that may be repeated
 * @param place where it was given, for messages
 */
record GivenOption(String option, List<String> values, String place) {}
