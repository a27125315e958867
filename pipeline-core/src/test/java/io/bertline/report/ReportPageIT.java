package io.bertline.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.report.ArgoBrowser.Opened;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens a page in Chromium under the policy of Argo's artifact server. */
final class ReportPageIT {
  @TempDir private Path directory;
  private ArgoBrowser browser;

  @BeforeEach
  void serve() throws IOException {
    Map<String, String> pages =
        Map.of(
            "/sample.html",
            SamplePage.html(),
            "/active.html",
            "<!doctype html><title>t</title><script>document.title = 'ran'</script>"
                + "<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\">");
    browser = new ArgoBrowser(pages, directory);
  }

  @AfterEach
  void stop() {
    browser.close();
  }

  @Test
  void opensUnderThePolicyOfArgoWithoutAComplaintOrAnotherRequest() throws Exception {
    Opened page = browser.open("/sample.html", "--dump-dom");

    assertThat(page.log()).doesNotContain("CONSOLE");
    assertThat(page.out())
        .contains("Yes, it may go out.")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .endsWith("</html>\n");
    assertThat(browser.requests())
        .contains("/sample.html")
        .isSubsetOf("/sample.html", "/favicon.ico");
  }

  @Test
  void wouldShowAComplaintAboutAPageThatActs() throws Exception {
    Opened page = browser.open("/active.html", "--dump-dom");

    assertThat(page.log()).contains("CONSOLE").contains("Content Security Policy");
    assertThat(page.out()).contains("<title>t</title>");
  }
}
