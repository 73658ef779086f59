package io.cortado.node.zlib;

/** What surrounds deflated data. AUTO, for decompression alone, is either zlib or gzip. */
enum Format {
  ZLIB,
  RAW,
  GZIP,
  AUTO
}
