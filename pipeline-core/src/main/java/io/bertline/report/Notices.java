package io.bertline.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a careful colleague would say about an artifact. */
public final class Notices {
  private final List<Notice> notices = new ArrayList<>();

  private record Notice(Verdict weight, String claim, String explanation) {}

  /**
   * Adds a reason not to go on.
   *
   * @param claim a short sentence
   * @param explanation the numbers behind it
   */
  public void fail(String claim, String explanation) {
    notices.add(new Notice(Verdict.FAIL, claim, explanation));
  }

  /** Adds something to know. */
  public void caution(String claim, String explanation) {
    notices.add(new Notice(Verdict.CAUTION, claim, explanation));
  }

  /** Returns how many there are. */
  public int size() {
    return notices.size();
  }

  /** Returns the weight of the worst, {@code PASS} if there is none. */
  public Verdict worst() {
    return notices.stream().map(Notice::weight).max(Comparator.naturalOrder()).orElse(Verdict.PASS);
  }

  /** Writes them into a page, the worst first. */
  public void addTo(ReportPage page) {
    notices.stream()
        .sorted(Comparator.comparing(Notice::weight).reversed())
        .forEach(notice -> page.notice(notice.weight(), notice.claim(), notice.explanation()));
  }
}
