package io.bertline.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bertline.cli.Commands;
import io.bertline.report.ArgoBrowser;
import io.bertline.report.ArgoBrowser.Opened;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page of runs in Chromium, as the artifact server of Argo Workflows serves pages. */
class RunPageIT {
  /** To be looked at by a person. */
  private static final Path PICTURES = Path.of("target", "look");

  private static final String PATH = "/runs.html";

  @TempDir private Path directory;
  private String page = "";

  @BeforeEach
  void makePage() throws IOException {
    RecordedRuns recorded = new RecordedRuns(directory.resolve("root"));
    double[] f1 = {0.683, 0.71, 0.704, 0.59};
    for (int i = 0; i < f1.length; i++) {
      recorded.evaluation("20261122T20140" + i + "Z", "quora", (i + 2) * 1e-5, f1[i]);
    }
    recorded.evaluation("20261122T201409Z<script>alert(1)</script>", "quora", 9e-5, 0.4);
    Path file = directory.resolve("runs.html");
    String root = directory.resolve("root").toString();
    assertThat(
            Commands.run(
                new RunsCommand(), "--root", root, "--project", "quora", "--page", file.toString()))
        .isZero();
    page = Files.readString(file);
    Files.createDirectories(PICTURES);
  }

  @Test
  void itOpensUnderThePolicyOfArgoWithoutAComplaintOrAnotherRequest() throws Exception {
    try (ArgoBrowser browser = new ArgoBrowser(Map.of(PATH, page), directory)) {
      Opened opened = browser.open(PATH, "--dump-dom");
      assertThat(opened.log()).doesNotContain("CONSOLE");
      assertThat(opened.out())
          .contains("<h1>The best of 5 runs has f1 0.710.</h1>")
          .doesNotContain("<script")
          .endsWith("</html>\n");
      assertThat(browser.requests()).contains(PATH).isSubsetOf(PATH, "/favicon.ico");
    }
  }

  @Test
  void itIsDrawnInLightAndDarkOnAPhoneAndInPrint() throws Exception {
    try (ArgoBrowser browser = new ArgoBrowser(Map.of(PATH, page), directory)) {
      picture(browser, "runs-light.png", "--window-size=1280,1400");
      picture(
          browser,
          "runs-dark.png",
          "--window-size=1280,1400",
          "--blink-settings=preferredColorScheme=0");
      picture(browser, "runs-phone.png", "--window-size=500,2200");
      Path print = PICTURES.resolve("runs.pdf");
      browser.open(PATH, "--print-to-pdf=" + print.toAbsolutePath());
      assertThat(print).isNotEmptyFile();
    }
  }

  private static void picture(ArgoBrowser browser, String name, String... options)
      throws Exception {
    Path picture = PICTURES.resolve(name);
    Files.deleteIfExists(picture);
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--screenshot=" + picture.toAbsolutePath());
    all.add("--hide-scrollbars");
    Opened opened = browser.open(PATH, all.toArray(String[]::new));
    assertThat(opened.log()).as(name).doesNotContain("CONSOLE");
    assertThat(picture).isNotEmptyFile();
  }
}
