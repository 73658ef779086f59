package com.example.shop;

import io.cortado.Cortado;

/** A program with an app in it. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    Orders orders = new Orders();
    try (Cortado app = Cortado.app("shop/app.js").env("NODE_ENV", "production").bind("orders", orders).port(8080).start()) {
      System.out.println("The shop is open at http://localhost:" + app.port());
      app.awaitExit();
    }
  }
}
