/**
 * The one directory in which all clusters lay down and find their certificate files.
 *
 * <p>{@link org.emcc.certs.depot.CertificateDepot} is a port: a directory of any file system is there already, also one
 * over SFTP through a file system provider, and an application may bring its own. What lies in a depot proves nothing about who
 * put it there.
 *
 * <pre>{@code
 * CertificateDepot depot = CertificateDepot.directory(Path.of("/srv/emcc"));
 * depot.write("ucm1_tomcat.pkcs12", bytes);
 * depot.names().forEach(System.out::println);
 * }</pre>
 *
 * <p>Source: certificates 1.2, 1.5, 1.12.
 */
@NullMarked
package org.emcc.certs.depot;

import org.jspecify.annotations.NullMarked;
