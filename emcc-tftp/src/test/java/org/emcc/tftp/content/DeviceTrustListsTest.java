package org.emcc.tftp.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.emcc.core.id.DeviceName;
import org.junit.jupiter.api.Test;

class DeviceTrustListsTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);

    private final Map<String, ContentAnswer> files = new HashMap<>();
    private final DeviceTrustLists source = DeviceTrustLists.of(
            request -> files.getOrDefault(request.name().value(), new ContentAnswer.NotFound()),
            DeviceName.of("SEP0011AABBCCDD")::equals);

    private ContentAnswer file(String name) {
        ContentAnswer answer =
                new ContentAnswer.Found(Content.of(name.getBytes(java.nio.charset.StandardCharsets.UTF_8), name));
        files.put(ContentName.of(name).value(), answer);
        return answer;
    }

    private ContentAnswer find(String name) {
        return source.find(new ContentRequest(ContentName.of(name), CLIENT, Transport.TFTP));
    }

    @Test
    void givesKnownPhonesTheOneList() {
        ContentAnswer itl = file("ITLFile.tlv");
        assertThat(find("ITLSEP0011AABBCCDD.tlv")).isEqualTo(itl);
        assertThat(find("CTLSEP0011AABBCCDD.tlv")).as("no mixed mode").isEqualTo(new ContentAnswer.NotFound());
        assertThat(find("ITLFile.tlv")).isEqualTo(itl);
        ContentAnswer ctl = file("CTLFile.tlv");
        assertThat(find("ctlsep0011aabbccdd.TLV")).isEqualTo(ctl);
        ContentAnswer own = file("ITLSEP0011AABBCCDD.tlv");
        assertThat(find("ITLSEP0011AABBCCDD.tlv"))
                .as("a list of its own goes first")
                .isEqualTo(own);
    }

    @Test
    void saysNothingToOthers() {
        file("ITLFile.tlv");
        for (String name : List.of(
                "ITLSEP0011AABBCCDE.tlv",
                "ITLSEP0011AABBCCD.tlv",
                "ITLSEP0011AABBCCDX.tlv",
                "x/ITLSEP0011AABBCCDD.tlv",
                "ITLSEP0011AABBCCDD.tlv.sgn",
                "XTLSEP0011AABBCCDD.tlv")) {
            assertThat(find(name)).as(name).isEqualTo(new ContentAnswer.NotFound());
        }
    }

    @Test
    void waitsForAListThatIsBeingBuilt() {
        CompletableFuture<ContentAnswer> own = new CompletableFuture<>();
        files.put("itlsep0011aabbccdd.tlv", new ContentAnswer.Building(own));
        ContentAnswer itl = file("ITLFile.tlv");
        ContentAnswer answer = find("ITLSEP0011AABBCCDD.tlv");
        assertThat(answer).isInstanceOf(ContentAnswer.Building.class);
        own.complete(new ContentAnswer.NotFound());
        assertThat(((ContentAnswer.Building) answer)
                        .later()
                        .toCompletableFuture()
                        .join())
                .isEqualTo(itl);
        files.put("itlsep0011aabbccdd.tlv", new ContentAnswer.Busy());
        assertThat(find("ITLSEP0011AABBCCDD.tlv")).isEqualTo(new ContentAnswer.Busy());
    }
}
