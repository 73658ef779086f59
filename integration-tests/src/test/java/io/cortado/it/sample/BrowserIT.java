package io.cortado.it.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.cortado.it.support.Browser;
import io.cortado.it.support.SampleApp;
import io.cortado.it.support.WithSampleApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.logging.LogType;

/** The site as a person with a browser uses it. */
@ExtendWith(WithSampleApp.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BrowserIT {
  private static WebDriver browser;

  private final SampleApp app;
  private final String name = "b-" + UUID.randomUUID().toString().substring(0, 12);

  BrowserIT(SampleApp app) {
    this.app = app;
  }

  @BeforeAll
  static void open() {
    browser = Browser.start();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  @BeforeEach
  void forgetWhoWasHere() {
    browser.manage().deleteAllCookies();
    browser.manage().window().setSize(new Dimension(1280, 900));
  }

  @Test
  void somebody_signs_up_adds_searches_edits_and_deletes() {
    signUp();
    assertThat(text(".flash")).isEqualTo("Welcome, " + name + "!");

    follow("Add a bookmark");
    type("url", "https://example.com/" + name);
    type("title", "Tea & <cake>");
    type("description", "How to bake.");
    type("tags", "baking, " + name);
    press("Save bookmark");
    assertThat(text(".flash")).isEqualTo("Your bookmark is saved.");
    assertThat(text("h1")).isEqualTo("Tea & <cake>");

    follow("Bookmarks");
    type("q", "CAKE " + name);
    press("Search");
    assertThat(texts("article h2")).containsExactly("Tea & <cake>");
    follow(name);
    assertThat(texts("article h2")).containsExactly("Tea & <cake>");

    go(find("article a[href$='/edit']"));
    type("title", "Coffee & cake");
    press("Save changes");
    assertThat(text("h1")).isEqualTo("Coffee & cake");

    follow("Delete");
    assertThat(text("h1")).isEqualTo("Delete this bookmark?");
    press("Delete it");
    assertThat(text(".flash")).isEqualTo("“Coffee & cake” is deleted.");

    press("Sign out");
    assertThat(texts("nav.account li")).containsExactly("Sign in", "Sign up");
    follow("Sign in");
    type("name", name);
    type("password", Visitor.PASSWORD);
    press("Sign in");
    assertThat(text(".flash")).isEqualTo("Welcome back, " + name + "!");
  }

  @Test
  void wrong_input_is_explained_where_it_is() {
    browser.get(app.uri() + "/sign-up");
    press("Create account");
    assertThat(focused()).as("the summary has the focus").isEqualTo(find(".summary"));
    assertThat(texts(".summary a")).hasSize(2);

    signUp();
    follow("Add a bookmark");
    type("url", "not an address");
    type("tags", "kept");
    press("Save bookmark");
    assertThat(texts(".summary a")).containsExactly("Enter an address that starts with http:// or https://", "Enter a title");
    assertThat(find("#tags").getAttribute("value")).isEqualTo("kept");
    browser.findElement(By.linkText("Enter a title")).click();
    assertThat(focused()).as("a link of the summary leads to its field").isEqualTo(find("#title"));
    assertThat(find("#title").getAttribute("aria-describedby")).isEqualTo("title-error");
  }

  @Test
  void a_browsers_bookmarks_are_imported(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("bookmarks.html"), """
        <!DOCTYPE NETSCAPE-Bookmark-file-1>
        <DL><p>
        <DT><H3>Garden</H3>
        <DL><p>
        <DT><A HREF="https://example.org/roses" ADD_DATE="1700000000">Roses</A>
        <DT><A HREF="https://example.org/tulips">Tulips</A>
        </DL><p>
        <DT><A HREF="javascript:void(0)">Bookmarklet</A>
        </DL><p>
        """);
    signUp();
    follow("Import bookmarks");
    press("Import");
    assertThat(texts(".summary a")).containsExactly("Choose the file that your browser has exported");
    find("#file").sendKeys(file.toString());
    press("Import");
    assertThat(text("h1")).isEqualTo("Import finished");
    assertThat(texts(".totals dd")).containsExactly("2", "0", "1");
    follow("See your bookmarks");
    assertThat(texts("article h2")).containsExactly("Tulips", "Roses");
    assertThat(texts("article .tags li")).containsExactly("garden", "garden");
  }

  @Test
  void pages_fit_a_phone_and_break_no_rule_of_their_own() {
    signUp();
    browser.manage().window().setSize(new Dimension(500, 900));
    browser.manage().logs().get(LogType.BROWSER); // forgets what earlier tests have logged
    for (String path : List.of("/", "/?page=2", "/tags", "/statistics", "/bookmarks/new", "/import", "/api", "/nothing")) {
      browser.get(app.uri() + path);
      Object overflow = script("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
      assertThat(overflow).as("width of %s beyond the screen", path).isEqualTo(0L);
      assertThat(script("return document.querySelectorAll('h1').length")).as("headings of %s", path).isEqualTo(1L);
      assertThat(script("""
          return [...document.querySelectorAll('input:not([type=hidden]), textarea')]
              .filter((field) => field.labels.length === 0).map((field) => field.name)
          """)).as("fields without label on %s", path).isEqualTo(List.of());
    }
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
        .filteredOn(entry -> !entry.getMessage().contains("/nothing"))
        .as("messages of the browser, such as violations of the content security policy")
        .isEmpty();
  }

  @Test
  void a_bookmark_appears_in_the_browser_of_somebody_else_as_it_is_saved() {
    WebDriver other = Browser.start();
    try {
      other.get(app.uri() + "/");
      until(() -> !other.findElements(By.cssSelector("[data-state=live]")).isEmpty());
      WebElement page = other.findElement(By.tagName("html"));

      signUp();
      follow("Add a bookmark");
      type("url", "https://example.com/live/" + name);
      type("title", "<b>Live</b> " + name);
      press("Save bookmark");

      until(() -> first(other, "article h2").equals("<b>Live</b> " + name));
      assertThat(page.isEnabled()).as("the page was not loaded again").isTrue();
      assertThat(other.findElements(By.cssSelector("article"))).hasSizeLessThanOrEqualTo(10);
      assertThat(other.findElement(By.cssSelector("[role=status]")).getDomProperty("textContent"))
          .isEqualTo("New bookmark: <b>Live</b> " + name);
      assertThat(other.findElement(By.cssSelector("article")).getText()).doesNotContain("Edit");

      follow("Delete");
      press("Delete it");
      until(() -> !first(other, "article h2").equals("<b>Live</b> " + name));
    } finally {
      other.quit();
    }
  }

  @Test
  void lists_are_there_without_scripts() {
    Browser.scripts(browser, false);
    try {
      browser.get(app.uri() + "/?by=mira");
      assertThat(texts("article h2")).hasSize(10);
      assertThat(browser.findElements(By.cssSelector("[data-state]"))).isEmpty();
    } finally {
      Browser.scripts(browser, true);
    }
  }

  @Test
  void the_header_of_a_phone_is_one_row_with_a_menu() {
    signUp();
    onPhone(() -> {
      assertThat(height("header.site .wrap")).isLessThan(70);
      assertThat(find("nav.account").isDisplayed()).isFalse();
      find(".toggle").click();
      assertThat(texts("#menu li")).containsExactly("Bookmarks", "Tags", "Statistics", name, "Sign out");
      follow("Statistics");
      assertThat(height("header.site .wrap")).as("of a page from Pug").isLessThan(70);
      find(".toggle").click();
      press("Sign out");
      assertThat(height("header.site .wrap")).as("for a visitor").isLessThan(70);
    });
  }

  @Test
  void the_keyboard_reaches_the_content_first() {
    browser.get(app.uri() + "/");
    browser.switchTo().activeElement().sendKeys(Keys.TAB);
    assertThat(focused().getText()).isEqualTo("Skip to the content");
    focused().sendKeys(Keys.ENTER);
    assertThat(focused()).isEqualTo(find("main"));
  }

  /** With the screen of a phone, which is narrower than a window can be. */
  private static void onPhone(Runnable visit) {
    Browser.screen(browser, Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", true));
    try {
      visit.run();
    } finally {
      Browser.screen(browser, Map.of("width", 0, "height", 0, "deviceScaleFactor", 0, "mobile", false));
    }
  }

  private int height(String selector) {
    return find(selector).getSize().getHeight();
  }

  private void signUp() {
    browser.get(app.uri() + "/sign-up");
    type("name", name);
    type("password", Visitor.PASSWORD);
    press("Create account");
  }

  private void follow(String link) {
    go(browser.findElement(By.linkText(link)));
  }

  private void press(String button) {
    go(browser.findElement(By.xpath("//button[normalize-space()='" + button + "']")));
  }

  /** Clicks and waits for the page that it leads to. */
  private void go(WebElement element) {
    WebElement before = find("html");
    element.click();
    until(() -> isGone(before));
  }

  private static void until(Callable<Boolean> state) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20)).until(state);
  }

  /** The text of the first such element, which the page may just be replacing. */
  private static String first(WebDriver in, String selector) {
    try {
      return in.findElement(By.cssSelector(selector)).getText();
    } catch (StaleElementReferenceException e) {
      return "";
    }
  }

  private boolean isGone(WebElement page) {
    try {
      page.isEnabled();
      return false;
    } catch (StaleElementReferenceException e) {
      return "complete".equals(script("return document.readyState"));
    }
  }

  private void type(String id, String text) {
    WebElement field = find("#" + id);
    field.clear();
    field.sendKeys(text);
  }

  private WebElement find(String selector) {
    return browser.findElement(By.cssSelector(selector));
  }

  private String text(String selector) {
    return find(selector).getText();
  }

  private List<String> texts(String selector) {
    return browser.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
  }

  private WebElement focused() {
    return browser.switchTo().activeElement();
  }

  private Object script(String code) {
    return ((JavascriptExecutor) browser).executeScript(code);
  }
}
