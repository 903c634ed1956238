package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DiagramTest {
    @Test
    void theJavadocOfTheHomeRulesShowsTheirTable() throws IOException {
        assertThat(shownIn("HomeRules")).isEqualTo(HomeRules.diagram());
    }

    @Test
    void theJavadocOfTheVisitingRulesShowsTheirTable() throws IOException {
        assertThat(shownIn("VisitingRules")).isEqualTo(VisitingRules.diagram());
    }

    private static String shownIn(String type) throws IOException {
        String source = Files.readString(Path.of("src/main/java/org/emcc/core/login/" + type + ".java"));
        int begin = source.indexOf(" * <pre>\n") + " * <pre>\n".length();
        return source.substring(begin, source.indexOf(" * </pre>", begin))
                .lines()
                .map(line -> line.substring(3).replace("&gt;", ">"))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
