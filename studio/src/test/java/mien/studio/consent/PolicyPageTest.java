package mien.studio.consent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolicyPageTest {

  @Test
  void whatPoliciesAreWrittenInIsShown() {
    String page =
        PolicyPage.of(
            "A & B: policy",
            "../",
            "# Title\n\nOne **bold**\nline.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n---\n\n## Two\nEnd");
    assertThat(page)
        .contains(
            "<title>A &amp; B: policy</title>",
            "<link rel=\"stylesheet\" href=\"../policy.css\">",
            "<h1>Title</h1>",
            "<p>One <strong>bold</strong>\nline.</p>",
            "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
            "<hr>",
            "<h2>Two</h2>",
            "<p>End</p>");
  }

  @Test
  void whatAnOrganizationIsCalledCannotBecomeMarkup() {
    assertThat(PolicyPage.of("<script>", "./", "**<img src=x onerror=y>** & <b>"))
        .contains("&lt;script&gt;", "<strong>&lt;img src=x onerror=y&gt;</strong> &amp; &lt;b&gt;")
        .doesNotContain("<script", "<img", "<b>");
  }
}
