/** A real SFTP server for the tests of depots, and the testkit's. It knows no test framework. */
package org.emcc.sftp;
