package org.emcc.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.emcc.core.audit.Audit;
import org.emcc.core.audit.AuditReport;
import org.emcc.core.audit.Explain;
import org.emcc.core.audit.Explanation;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.UserId;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.SnapshotFile;

final class AuditExample {
    private AuditExample() {}

    static String run(Path folder, ClusterConfiguration nyc, ClusterConfiguration lon, Clock clock) throws IOException {
        StringBuilder out = new StringBuilder();
        Files.write(folder.resolve("nyc.xml"), SnapshotFile.encode(ClusterSnapshot.of(nyc)));
        Files.write(folder.resolve("lon.xml"), SnapshotFile.encode(ClusterSnapshot.of(lon)));
        // tag::readme[]
        ClusterSnapshot newYork = SnapshotFile.decodeOrThrow(Files.readAllBytes(folder.resolve("nyc.xml")));
        ClusterSnapshot london = SnapshotFile.decodeOrThrow(Files.readAllBytes(folder.resolve("lon.xml")));
        AuditReport report =
                Audit.builder(clock).cluster(newYork).cluster(london).build().run();
        out.append(report.toText()); // findings with evidence and remedy, and what was not checked
        Files.writeString(folder.resolve("audit.html"), report.toHtml());

        Explanation alice = Explain.of(nyc, lon, clock).login(UserId.of("alice"), DeviceName.of("SEP0011AABBCCD1"));
        out.append(alice.text()); // the outcome, the device pool and why, each attribute and its origin
        // end::readme[]
        return out.toString();
    }
}
