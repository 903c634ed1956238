/**
 * Phone configuration files and the service that hands them out.
 *
 * <p>Start with {@code org.emcc.tftp.config.PhoneConfiguration} for the files, {@code org.emcc.tftp.content.PhoneFileStore} for
 * what is served to whom, {@code org.emcc.tftp.server.TftpServer} and {@code org.emcc.tftp.client.TftpClient} for the wire, and
 * {@code org.emcc.tftp.trust.PhoneTrust} for what a phone believes of it.
 */
@org.jspecify.annotations.NullMarked
module org.emcc.tftp {
    requires static org.jspecify;
    requires transitive org.emcc.core;
    requires jakarta.xml.bind;
    requires jdk.httpserver;
    requires org.slf4j;

    exports org.emcc.tftp;
    exports org.emcc.tftp.client;
    exports org.emcc.tftp.config;
    exports org.emcc.tftp.content;
    exports org.emcc.tftp.protocol;
    exports org.emcc.tftp.server;
    exports org.emcc.tftp.trust;

    // JAXB reads and writes the fields of the binding classes; nobody else sees them.
    opens org.emcc.tftp.internal.binding to
            jakarta.xml.bind;
}
