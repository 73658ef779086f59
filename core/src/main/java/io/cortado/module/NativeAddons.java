package io.cortado.module;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to take in place of packages that are native code, which cannot run on the JVM. Any thread. */
final class NativeAddons {
  private static final String IMAGES = "jimp, or javax.imageio.ImageIO through Java.type";
  private static final String XML = "fast-xml-parser or xml2js, or javax.xml.parsers through Java.type";
  private static final String LEVEL = "memory-level or abstract-level on another store";
  private static final String KEYS = "node:crypto, or tweetnacl";
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("better-sqlite3", "sqlite3, or org.sqlite.JDBC through Java.type"),
          // Other versions than the ones that Cortado provides.
          Map.entry("sqlite3", "sqlite3 4 or 5, which Cortado provides"),
          Map.entry("bcrypt", "bcrypt 3 to 6, which Cortado provides"),
          Map.entry("argon2", "argon2 0.40 to 0.45, which Cortado provides"),
          Map.entry("canvas", "java.awt.image.BufferedImage through Java.type"),
          Map.entry("@napi-rs/canvas", "java.awt.image.BufferedImage through Java.type"),
          Map.entry("classic-level", LEVEL),
          Map.entry("leveldown", LEVEL),
          Map.entry("rocksdb", LEVEL),
          Map.entry("lmdb", LEVEL),
          Map.entry("couchbase", "com.couchbase.client.java through Java.type"),
          Map.entry("deasync", "await, or Atomics.wait in a program of its own"),
          Map.entry("farmhash", "crypto.createHash"),
          Map.entry("hiredis", "ioredis, whose own parser is JavaScript"),
          Map.entry("iconv", "iconv-lite"),
          Map.entry("kerberos", "javax.security.auth.kerberos through Java.type"),
          Map.entry("libxmljs", XML),
          Map.entry("libxmljs2", XML),
          Map.entry("node-expat", XML),
          Map.entry("libpq", "pg, which is JavaScript"),
          Map.entry("pg-native", "pg without native, which is JavaScript"),
          Map.entry("msnodesqlv8", "mssql with its default driver, tedious"),
          Map.entry("node-rdkafka", "kafkajs"),
          Map.entry("@confluentinc/kafka-javascript", "kafkajs"),
          Map.entry("node-sass", "sass, which is JavaScript"),
          Map.entry("nodegit", "isomorphic-git, or org.eclipse.jgit through Java.type"),
          Map.entry("grpc", "@grpc/grpc-js"),
          Map.entry("re2", "RegExp with bounded input, or java.util.regex through Java.type"),
          Map.entry("robotjs", "java.awt.Robot through Java.type"),
          Map.entry("serialport", "com.fazecast.jSerialComm through Java.type"),
          Map.entry("sharp", IMAGES),
          Map.entry("snappy", "snappyjs, or zlib"),
          Map.entry("sodium-native", KEYS),
          Map.entry("sodium", KEYS),
          Map.entry("ed25519", KEYS),
          Map.entry("@tensorflow/tfjs-node", "@tensorflow/tfjs"),
          Map.entry("zeromq", "org.zeromq (JeroMQ) through Java.type"));

  private NativeAddons() {}

  /** What to take in place of a package, or null where that is no known native add-on. */
  static @Nullable String instead(String name) {
    return INSTEAD.get(name.startsWith("@img/sharp") ? "sharp" : name);
  }

  /** The sentence about the package a file belongs to, or null where that is no known native add-on. */
  static @Nullable String advice(Path file) {
    Path directory = Ownership.packageDirectory(file);
    String name = directory == null ? null : Ownership.nameOf(directory);
    String instead = name == null ? null : instead(name);
    return instead == null ? null : name + " is a native add-on, which cannot run on the JVM; take " + instead;
  }
}
