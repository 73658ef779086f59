package io.cortado.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.management.MBeanServerFactory;
import org.junit.jupiter.api.Test;

class NoManagementTest {
  @Test
  void noServerIsMadeMeanwhileAndAnyAfterwards() {
    NoManagement.during(
        () -> {
          assertThatThrownBy(MBeanServerFactory::newMBeanServer).hasMessageContaining("No MBean server yet");
          return true;
        });
    assertThat(MBeanServerFactory.newMBeanServer().getMBeanCount()).isPositive();
    assertThat(System.getProperty("javax.management.builder.initial")).isNull();
  }
}
