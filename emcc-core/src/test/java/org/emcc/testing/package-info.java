/** Harness that the tests of several modules share: seeded generators and mutators. It knows no test framework. */
package org.emcc.testing;
