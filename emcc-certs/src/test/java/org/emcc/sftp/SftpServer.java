package org.emcc.sftp;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.server.DirectoryHandle;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;
import org.emcc.certs.depot.CertificateDepot;

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
    private final AtomicReference<Optional<IOException>> failure = new AtomicReference<>(Optional.empty());
    private final AtomicInteger asked = new AtomicInteger();
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
            SftpSubsystemFactory sftp = new SftpSubsystemFactory();
            sftp.setFileSystemAccessor(new FailingOnDemand());
            server.setSubsystemFactories(List.of(sftp));
            server.start();
            client.setServerKeyVerifier((session, address, key) -> true);
            client.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on nobody may list a directory or open a file. */
    public void deny() {
        fail(new AccessDeniedException("denied"));
    }

    /** From now on to list a directory or to open a file ends so. */
    public void fail(IOException how) {
        failure.set(Optional.of(how));
        asked.set(0);
    }

    /** How often a directory was listed or a file opened since it fails. */
    public int asked() {
        return asked.getAndSet(0);
    }

    private final class FailingOnDemand implements SftpFileSystemAccessor {
        @Override
        public SeekableByteChannel openFile(
                SftpSubsystemProxy subsystem,
                FileHandle handle,
                Path file,
                String name,
                Set<? extends OpenOption> options,
                FileAttribute<?>... attributes)
                throws IOException {
            check();
            return DEFAULT.openFile(subsystem, handle, file, name, options, attributes);
        }

        @Override
        public DirectoryStream<Path> openDirectory(
                SftpSubsystemProxy subsystem, DirectoryHandle handle, Path file, String name, LinkOption... options)
                throws IOException {
            check();
            return DEFAULT.openDirectory(subsystem, handle, file, name, options);
        }

        private void check() throws IOException {
            asked.incrementAndGet();
            Optional<IOException> how = failure.get();
            if (how.isPresent()) {
                throw how.get();
            }
        }
    }

    /** A depot at the root of the server, over a connection of its own. */
    public CertificateDepot depot() {
        return depot("/");
    }

    public CertificateDepot depot(String place) {
        try {
            ClientSession session = client.connect(USER, server.getHost(), server.getPort())
                    .verify(PATIENCE)
                    .getSession();
            open.add(session);
            session.addPasswordIdentity(PASSWORD);
            session.auth().verify(PATIENCE);
            FileSystem files = SftpClientFactory.instance().createSftpFileSystem(session);
            open.add(files);
            return CertificateDepot.directory(files.getPath(place));
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
