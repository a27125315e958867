package io.bertline.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.report.ArgoBrowser;
import io.bertline.report.ArgoBrowser.Opened;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens evaluations in Chromium, as the artifact server of Argo Workflows serves them. */
class EvaluationPageIT {
  /** To be looked at by a person. */
  private static final Path PICTURES = Path.of("target", "look");

  @TempDir private Path directory;
  private ArgoBrowser browser;
  private final Map<String, String> pages =
      Map.of(
          "/passed.html", SampleEvaluation.binary(13_061, 1).judged(true).page(),
          "/failed.html", SampleEvaluation.binary(13_061, 1).judged(false).page(),
          "/labels.html",
              SampleEvaluation.multiclass(3_000, List.of("act", "body", "food", "time")).page());

  @BeforeEach
  void serve() throws IOException {
    Files.createDirectories(PICTURES);
    browser = new ArgoBrowser(pages, directory);
  }

  @AfterEach
  void stop() {
    browser.close();
  }

  @Test
  void everyPageOpensUnderThePolicyOfArgoWithoutAComplaintOrAnotherRequest() throws Exception {
    for (String path : pages.keySet()) {
      Opened page = browser.open(path, "--dump-dom");
      assertThat(page.log()).as(path).doesNotContain("CONSOLE");
      assertThat(page.out()).contains("<h1>").endsWith("</html>\n");
      assertThat(browser.requests()).contains(path);
    }
    Set<String> ours = new TreeSet<>(pages.keySet());
    ours.add("/favicon.ico");
    assertThat(browser.requests()).isSubsetOf(ours);
  }

  @Test
  void everyPageIsDrawnInLightAndDarkOnAPhoneAndInPrint() throws Exception {
    for (String path : pages.keySet()) {
      String name = path.substring(1).replace(".html", "");
      picture(path, name + "-light.png", "--window-size=1280,6000");
      picture(
          path,
          name + "-dark.png",
          "--window-size=1280,6000",
          "--blink-settings=preferredColorScheme=0");
      picture(path, name + "-phone.png", "--window-size=500,9000");
      Path print = PICTURES.resolve(name + ".pdf");
      browser.open(path, "--print-to-pdf=" + print.toAbsolutePath());
      assertThat(Files.size(print)).isGreaterThan(50_000);
    }
  }

  private void picture(String path, String name, String... options) throws Exception {
    Path picture = PICTURES.resolve(name);
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--screenshot=" + picture.toAbsolutePath());
    all.add("--hide-scrollbars");
    Opened page = browser.open(path, all.toArray(String[]::new));
    assertThat(page.log()).as(name).doesNotContain("CONSOLE");
    assertThat(Files.size(picture)).isGreaterThan(50_000);
  }
}
