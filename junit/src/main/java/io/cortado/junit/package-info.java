/** Tests of apps with JUnit Jupiter: {@link io.cortado.junit.CortadoTest} starts one for a class of tests. */
@NullMarked
package io.cortado.junit;

import org.jspecify.annotations.NullMarked;
