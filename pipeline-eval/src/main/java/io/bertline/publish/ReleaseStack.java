package io.bertline.publish;

import io.bertline.artifact.Release;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What went out and was not withdrawn, the current content on top. A new release lies on what it
 * replaced; going back takes away all above what is restored, so that it never goes out again.
 */
final class ReleaseStack {
  private final Deque<Release> releases = new ArrayDeque<>();

  /**
   * @param history all releases of a name, the first one first
   */
  ReleaseStack(List<Release> history) {
    history.forEach(this::add);
  }

  private void add(Release release) {
    if (release.restores() == null) {
      releases.push(release);
      return;
    }
    if (releases.stream().noneMatch(below -> below.origin() == release.origin())) {
      // Its record was deleted, or it had been withdrawn: it takes the place of what it replaced.
      releases.poll();
      releases.push(release);
    }
    while (Objects.requireNonNull(releases.peek()).origin() != release.origin()) {
      releases.pop();
    }
  }

  /** Returns what the current release replaced; empty if there was nothing. */
  Optional<Release> belowTop() {
    return releases.stream().skip(1).findFirst();
  }
}
