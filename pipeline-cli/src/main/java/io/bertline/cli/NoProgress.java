package io.bertline.cli;

/** Shows nothing. */
final class NoProgress implements Progress {
  @Override
  public void advance(long units) {}

  @Override
  public void note(String text) {}

  @Override
  public void close() {}
}
