package org.emcc.examples;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.InProcessLink;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutOutcome;
import org.emcc.core.user.Pin;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;
import org.emcc.tftp.content.ClusterPhoneFiles;

final class EmbedderExample {
    private EmbedderExample() {}

    static String run() {
        ServiceAddress somewhere = ServiceAddress.of("192.0.2.10");
        Addresses addresses = new Addresses(somewhere, somewhere, somewhere);
        return run(Company.newYork().configuration(addresses), Company.london().configuration(addresses));
    }

    private static String run(ClusterConfiguration nyc, ClusterConfiguration lon) {
        // tag::readme[]
        Directories homeData = Directories.of(nyc); // or three small interfaces over your own data
        Directories visitingData = Directories.of(lon);
        Clock clock = Clock.systemUTC();
        Credentials pins =
                Credentials.inMemory(clock, new SecureRandom()).set(UserId.of("alice"), Pin.of("7193551802"));
        ClusterPhoneFiles homeFiles = ClusterPhoneFiles.of(homeData, clock); // serve them with a TftpServer
        ClusterPhoneFiles visitingFiles = ClusterPhoneFiles.of(visitingData, clock);
        InProcessLink link = InProcessLink.create(); // or an EmClusterLink, over HTTPS

        try (HomeCluster home =
                        HomeCluster.builder(homeData, pins, homeFiles, link).build();
                VisitingCluster visiting = VisitingCluster.builder(
                                visitingData,
                                link,
                                visitingFiles,
                                device -> URI.create("https://cucm-lon.example.com:8443/emapp/EMAppServlet?device="
                                        + device + "&doLogout=true"))
                        .build()) {
            link.join(home).join(visiting);
            DeviceName phone = DeviceName.of("SEP0011AABBCCD1");

            LoginOutcome in = visiting.login(LoginRequest.builder(phone, "alice", Pin.of("7193551802"))
                            .build())
                    .join();
            // in is LoggedIn; home.temporaryDevice(phone) says where each attribute comes from

            LogoutOutcome out = visiting.logout(phone, LogoutCause.PHONE).join();
            // end::readme[]
            return in.kind() + " " + out.getClass().getSimpleName();
        }
    }
}
