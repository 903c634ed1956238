package org.emcc.certs.depot;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SFTP server over a directory, on a free port of the loopback interface, and file systems over connections to it. */
public final class SftpServer implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String USER = "admin";
    private static final String PASSWORD = "sftp-password";

    static {
        // Before its classes are loaded: it would register Bouncy Castle for the whole JVM.
        System.setProperty("org.apache.sshd.security.registrars", "none");
    }

    private final SshServer server = SshServer.setUpDefaultServer();
    private final SshClient client = SshClient.setUpDefaultClient();
    private final ConcurrentLinkedQueue<Closeable> open = new ConcurrentLinkedQueue<>();

    public SftpServer(Path root) {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
            keys.initialize(256);
            server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
            server.setPort(0);
            server.setKeyPairProvider(KeyPairProvider.wrap(keys.generateKeyPair()));
            server.setPasswordAuthenticator(
                    (user, password, session) -> user.equals(USER) && password.equals(PASSWORD));
            server.setFileSystemFactory(new VirtualFileSystemFactory(root));
            server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
            server.start();
            client.setServerKeyVerifier((session, address, key) -> true);
            client.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A depot at the root of the server, over a connection of its own. */
    public CertificateDepot depot() {
        try {
            ClientSession session = client.connect(USER, server.getHost(), server.getPort())
                    .verify(PATIENCE)
                    .getSession();
            open.add(session);
            session.addPasswordIdentity(PASSWORD);
            session.auth().verify(PATIENCE);
            FileSystem files = SftpClientFactory.instance().createSftpFileSystem(session);
            open.add(files);
            return CertificateDepot.directory(files.getPath("/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Closeable each : open) {
            each.close();
        }
        client.stop();
        server.stop(true);
    }
}
