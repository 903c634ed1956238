package org.emcc.sip.location;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.emcc.core.Problem;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedElementTest {
    private final List<Problem> problems = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <a/>                                                          | a={}a
                    <a xmlns="u"/>                                                | a={u}a
                    <a xmlns="u"><b/></a>                                         | a={u}a b={u}b
                    <a xmlns="u"><b xmlns=""><c/></b></a>                         | a={u}a b={}b c={}c
                    <p:a xmlns:p="u"><b/></p:a>                                   | p:a={u}a b={}b
                    <p:a xmlns:p="u" xmlns:q="u"><q:a/></p:a>                     | p:a={u}a q:a={u}a
                    <p:a xmlns:p="u"><p:b xmlns:p="v"><p:c/></p:b><p:d/></p:a>    | p:a={u}a p:b={v}b p:c={v}c p:d={u}d
                    <a xmlns="u" xmlns:p="v"><b xmlns="v"><p:c/></b><d/></a>      | a={u}a b={v}b p:c={v}c d={u}d
                    <p:a xmlns:p="q" xmlns:q="p"><q:b/></p:a>                     | p:a={q}a q:b={p}b
                    <xml:a/>                                                      | xml:a={http://www.w3.org/XML/1998/namespace}a
                    <a q:x="1" xmlns="u"/>                                        | a={u}a
                    """)
    void resolvesPrefixes(String document, String expected) throws XmlException {
        assertThat(resolved(document)).isEqualTo(expected);
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <p:a/>                                                | p:a={}p:a                   | declared
                    <a><b xmlns:p="u"/><p:c/></a>                         | a={}a b={}b p:c={}p:c       | declared
                    <p:a xmlns:p="u"><p:b xmlns:p=""><p:c/></p:b></p:a>   | p:a={u}a p:b={}p:b p:c={}p:c | must stand for a namespace
                    <p:a xmlns:p=" u"/>                                   | p:a={u}a                    | white space
                    <a xmlns="&#10;u&#9; "/>                              | a={u}a                      | white space
                    <p:q:a xmlns:p="u"/>                                  | p:q:a={}p:q:a               | at most one prefix
                    <xmlns:a/>                                            | xmlns:a={}xmlns:a           | declared
                    <xml:a xmlns:xml="u"/>                                | xml:a={http://www.w3.org/XML/1998/namespace}a | anew
                    <p:a xmlns:p="http://www.w3.org/2000/xmlns/"/>        | p:a={}p:a                   | anew
                    """)
    void keepsApartWhatIsNotDeclaredAsItMustBe(String document, String expected, String problem) throws XmlException {
        assertThat(resolved(document)).isEqualTo(expected);
        assertThat(problems).isNotEmpty();
        assertThat(problems.get(0).message()).contains(problem);
    }

    @Test
    void whiteSpaceWithinANamespaceIsNoneAroundIt() throws XmlException {
        assertThat(resolved("<p:a xmlns:p=\"u v\"/>")).isEqualTo("p:a={u v}a");
        assertThat(resolved("<p:a xmlns:p=\"\u00a0u\"/>")).isEqualTo("p:a={\u00a0u}a");
        assertThat(problems).isEmpty();
    }

    private String resolved(String document) throws XmlException {
        NamedElement root = NamedElement.of(
                Xml.read(Documents.bytes(document), PidfReader.LIMITS, Xml.Doctype.REFUSED), problems::add);
        StringBuilder out = new StringBuilder();
        write(root, out);
        return out.toString().strip();
    }

    private static void write(NamedElement element, StringBuilder out) {
        out.append(' ').append(element.element().name()).append("={").append(element.namespace());
        out.append('}').append(element.local());
        element.children().forEach(child -> write(child, out));
    }
}
