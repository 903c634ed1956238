package org.emcc.tftp.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.tftp.config.PhoneConfiguration;
import org.emcc.tftp.config.RedirectFile;
import org.emcc.tftp.config.VersionStamp;
import org.junit.jupiter.api.Test;

class PhoneFileStoreTest {
    private static final DeviceName PHONE = DeviceName.of("SEP0011AABBCCDD");
    private static final DeviceName FOREIGN = DeviceName.of("SEP00000000BEEF");
    private static final RedirectFile REDIRECT = RedirectFile.builder()
            .homeTftp(List.of(ServiceAddress.of("10.1.0.5")))
            .visitingLogout(URI.create("http://10.2.0.5:8080/emapp/EMAppServlet?device=SEP0011AABBCCDD&doLogout=true"))
            .versionStamp(VersionStamp.of("redirect"))
            .build();

    private Instant now = Instant.parse("2026-11-22T00:00:00Z");
    private final PhoneFileStore store = PhoneFileStore.builder()
            .ownFiles(phone -> phone.equals(PHONE) ? Optional.of(file("own")) : Optional.empty())
            .clock(new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            })
            .build();

    @Test
    void servesTheRedirectInPlaceOfThePhonesOwnFileUntilItIsRestored() {
        assertThat(versionOf(PHONE)).contains("own");

        store.redirect(PHONE, "1", REDIRECT);
        store.redirect(PHONE, "1", REDIRECT);
        assertThat(versionOf(PHONE)).contains("redirect");

        store.restore(PHONE, "1");
        store.restore(PHONE, "1");
        assertThat(versionOf(PHONE)).contains("own");
    }

    @Test
    void servesAHomeFileUntilItsGraceIsOver() {
        store.publish(FOREIGN, "1", file("home"));
        store.withdraw(FOREIGN, "1", now.plusSeconds(60));

        now = now.plusSeconds(59);
        assertThat(versionOf(FOREIGN)).contains("home");
        now = now.plusSeconds(1);
        assertThat(versionOf(FOREIGN)).isEmpty();
    }

    @Test
    void aSecondWithdrawDoesNotPutTheEndOff() {
        store.publish(FOREIGN, "1", file("home"));
        store.withdraw(FOREIGN, "1", now.plusSeconds(60));
        store.withdraw(FOREIGN, "1", now.plusSeconds(600));

        now = now.plusSeconds(60);
        assertThat(versionOf(FOREIGN)).isEmpty();
    }

    @Test
    void anOlderLoginNeitherRemovesNorReplacesTheFileOfANewer() {
        store.publish(FOREIGN, "1", file("first"));
        store.publish(FOREIGN, "2", file("second"));
        store.withdraw(FOREIGN, "1", now);
        assertThat(versionOf(FOREIGN)).contains("second");
        store.publish(FOREIGN, "1", file("first"));
        assertThat(versionOf(FOREIGN)).contains("second");

        store.redirect(PHONE, "1", REDIRECT);
        store.redirect(PHONE, "2", REDIRECT);
        store.restore(PHONE, "1");
        assertThat(versionOf(PHONE)).contains("redirect");
    }

    @Test
    void aLoginThatIsOverDoesNotComeBack() {
        store.publish(FOREIGN, "1", file("home"));
        store.withdraw(FOREIGN, "1", now);
        store.publish(FOREIGN, "1", file("late"));
        assertThat(versionOf(FOREIGN)).isEmpty();

        store.withdraw(FOREIGN, "2", now);
        store.publish(FOREIGN, "2", file("overtaken"));
        assertThat(versionOf(FOREIGN)).isEmpty();

        store.restore(PHONE, "1");
        store.redirect(PHONE, "1", REDIRECT);
        assertThat(versionOf(PHONE)).contains("own");
    }

    @Test
    void forgetsWhatIsOverAfterADay() {
        store.withdraw(FOREIGN, "1", now);
        now = now.plus(Duration.ofHours(24));
        for (int i = 0; i < 1_000; i++) {
            store.restore(PHONE, "x");
        }
        store.publish(FOREIGN, "1", file("home"));

        assertThat(versionOf(FOREIGN)).contains("home");
    }

    @Test
    void servesDialRulesInAnyCaseAndNothingUnknown() {
        ContentAnswer.Found found = (ContentAnswer.Found) store.find(request(ContentName.of("/APPDIALRULES.xml")));

        assertThat(StandardCharsets.UTF_8.decode(found.content().bytes()).toString())
                .isEqualTo("<DialRules></DialRules>\r\n");
        assertThat(store.find(request(ContentName.of("CTLSEP0011AABBCCDD.tlv"))))
                .isEqualTo(new ContentAnswer.NotFound());
    }

    private Optional<String> versionOf(DeviceName phone) {
        return store.find(request(ContentName.ofPhoneFile(phone))) instanceof ContentAnswer.Found found
                ? Optional.of(found.content().version())
                : Optional.empty();
    }

    private static ContentRequest request(ContentName name) {
        return new ContentRequest(
                name, new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000), Transport.TFTP);
    }

    private static PhoneConfiguration file(String stamp) {
        return PhoneConfiguration.ownFile(VersionStamp.of(stamp)).build();
    }
}
