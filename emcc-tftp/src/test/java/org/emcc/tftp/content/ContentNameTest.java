package org.emcc.tftp.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.emcc.core.id.DeviceName;
import org.junit.jupiter.api.Test;

class ContentNameTest {
    @Test
    void bringsOneFileToOneForm() {
        for (String asked :
                List.of("SEP0011AABBCCDD.cnf.xml", "/sep0011aabbccdd.CNF.XML", "\\\\SEP0011AABBCCDD.cnf.xml")) {
            ContentName name = ContentName.decode(asked).value().orElseThrow();
            assertThat(name.value()).isEqualTo("sep0011aabbccdd.cnf.xml");
            assertThat(name.phone()).contains(DeviceName.of("SEP0011AABBCCDD"));
        }
        assertThat(ContentName.of("Desktops//320x212x16\\List.xml").value()).isEqualTo("desktops/320x212x16/list.xml");
        assertThat(ContentName.of("/Desktops//320x212x16\\List.xml").spelled())
                .isEqualTo("Desktops/320x212x16/List.xml");
        assertThat(ContentName.of("List.xml")).isEqualTo(ContentName.of("LIST.xml"));
        assertThat(ContentName.ofPhoneFile(DeviceName.of("SEP0011AABBCCDD")))
                .isEqualTo(ContentName.of("SEP0011AABBCCDD.cnf.xml"));
    }

    @Test
    void refusesWaysOutAndOddCharacters() {
        for (String asked : List.of(
                "",
                "/",
                "a/",
                "..",
                "../etc/passwd",
                "a/../b",
                "a\\..\\b",
                "/..\\b",
                ".hidden",
                "a/.b",
                "C:\\x",
                "c:/x",
                "a\0b",
                "a\nb",
                "a\u007f",
                "\u00fc",
                "x".repeat(256))) {
            assertThat(ContentName.decode(asked).value()).as(asked).isEmpty();
            assertThat(ContentName.decode(asked).problems()).as(asked).isNotEmpty();
        }
    }

    @Test
    void knowsNoPhoneInOtherNames() {
        for (String asked : List.of(
                "AppDialRules.xml",
                "SEP0011AABBCCDD.cnf.xml.sgn",
                "SEP0011AABBCCDX.cnf.xml",
                "x/SEP0011AABBCCDD.cnf.xml")) {
            assertThat(ContentName.of(asked).phone()).as(asked).isEmpty();
        }
    }
}
