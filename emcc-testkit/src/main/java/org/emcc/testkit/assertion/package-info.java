/**
 * Assertions in the style of AssertJ, which the caller brings. Failures about phones carry what happened in their lab; so do others
 * that are given a timeline.
 *
 * <pre>{@code
 * import static org.emcc.testkit.assertion.EmccAssertions.assertThat;
 *
 * assertThat(phone.logIn("alice", pin)).hasNoError();
 * lab.awaitRegistration(phone, "NYC");
 * assertThat(phone).isInEmccMode().hasLine("2222");
 * assertThat(lab.cluster("NYC").home()).withTimeline(lab.trace())
 *         .hasFreeBaseDevices(2)
 *         .hasLoginAt("SEP0011AABBCCD1").isOf("alice").comesFrom("LON");
 * assertThat(lab.trace()).containsInOrder("sends the login request", "accepts the login").hasNothingAmiss();
 * }</pre>
 */
@NullMarked
package org.emcc.testkit.assertion;

import org.jspecify.annotations.NullMarked;
