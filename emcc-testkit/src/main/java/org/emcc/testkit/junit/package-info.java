/**
 * The lab in tests of JUnit 5 and 6, which the caller brings: 5.14 or newer, or 6. Whoever uses another framework takes
 * {@link org.emcc.testkit.lab.EmccLab} by itself.
 *
 * <pre>{@code
 * class RoamingTest {
 *     @RegisterExtension
 *     static final EmccLabExtension LAB = EmccLabExtension.of(EmccLab::start);
 *
 *     @Test
 *     void aVisitorLogsIn(EmccLab lab) {
 *         VirtualPhone phone = lab.phone("SEP0011AABBCCD1");
 *         phone.start().join();
 *         phone.logIn("alice", Pin.of("7193551802"));
 *         lab.awaitRegistration(phone, "NYC");
 *     }
 * }
 * }</pre>
 */
@NullMarked
package org.emcc.testkit.junit;

import org.jspecify.annotations.NullMarked;
