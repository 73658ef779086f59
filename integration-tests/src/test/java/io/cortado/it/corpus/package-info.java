/** Replays a corpus of small Express apps, recorded from Express under Node, and compares the answers byte for byte. */
package io.cortado.it.corpus;
