package io.cortado.it.support;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A headless Chromium that is installed here; nothing is ever downloaded for it. */
public final class Browser {
  private Browser() {}

  /** Starts Chromium, or skips the running test where there is none. */
  public static WebDriver start() {
    Path chromium = find("chromium", "chromium-browser", "google-chrome")
        .orElseThrow(() -> Requirements.missing("No browser test: Chromium is not installed."));
    Path driver = find("chromedriver")
        .orElseThrow(() -> Requirements.missing("No browser test: chromedriver is not installed."));
    var service = new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).usingAnyFreePort().build();
    var options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        "--window-size=1280,900");
    Logger.getLogger("org.openqa.selenium").setLevel(Level.SEVERE); // it warns of DevTools versions, which are not used
    return new ChromeDriver(service, options);
  }

  /** Pretends a screen, as the protocol's {@code Emulation.setDeviceMetricsOverride} has it; zeros end that. */
  public static void screen(WebDriver browser, Map<String, Object> metrics) {
    ((ChromeDriver) browser).executeCdpCommand("Emulation.setDeviceMetricsOverride", metrics);
  }

  /** Has pages run their scripts, or not. */
  public static void scripts(WebDriver browser, boolean run) {
    ((ChromeDriver) browser).executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
  }

  private static Optional<Path> find(String... names) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> Arrays.stream(names).map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
