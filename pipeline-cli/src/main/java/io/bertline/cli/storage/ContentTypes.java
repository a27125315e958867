package io.bertline.cli.storage;

import java.util.Map;

/** Content types of our files, so that a browser shows a report instead of saving it. */
final class ContentTypes {
  private static final Map<String, String> BY_SUFFIX =
      Map.of(
          ".html", "text/html; charset=utf-8",
          ".json", "application/json",
          ".jsonl", "application/jsonl",
          ".md", "text/markdown; charset=utf-8",
          ".txt", "text/plain; charset=utf-8");

  private ContentTypes() {}

  static String of(String name) {
    int dot = name.lastIndexOf('.');
    return BY_SUFFIX.getOrDefault(dot < 0 ? "" : name.substring(dot), "application/octet-stream");
  }
}
