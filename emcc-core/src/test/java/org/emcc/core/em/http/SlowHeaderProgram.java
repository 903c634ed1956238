package org.emcc.core.em.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.emcc.core.directory.Directories;
import org.emcc.core.em.TwoClusters;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.InProcessLink;
import org.emcc.core.login.VisitingCluster;

/** A server in a process of its own: prints its plain port, and ends when its input does. */
final class SlowHeaderProgram {
    /** All threads of the server: for headers and answers, and for bodies of clusters and others. */
    static final int THREADS = 3 * 16;

    private SlowHeaderProgram() {}

    public static void main(String[] arguments) throws Exception {
        TestKeys keys = TestKeys.load(Path.of(arguments[0]));
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (HomeCluster home = TwoClusters.home(TwoClusters.lon(), InProcessLink.create());
                VisitingCluster visiting = TwoClusters.visiting(TwoClusters.lon(), InProcessLink.create());
                EmServer server = EmServer.builder(
                                keys.keys("lon"),
                                keys.trusting("nyc"),
                                EmService.builder(
                                                home,
                                                visiting,
                                                Directories.of(TwoClusters.lon())
                                                        .cluster())
                                        .build())
                        .bind(anyPort)
                        .plain(anyPort)
                        .threads(THREADS / 3)
                        .start()) {
            System.out.println(server.plainAddress().orElseThrow().getPort());
            while (System.in.read() >= 0) {
                // Nothing is ever typed.
            }
        }
    }
}
