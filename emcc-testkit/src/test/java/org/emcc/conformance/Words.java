package org.emcc.conformance;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in a line at the places that its phrase leaves open. */
final class Words {
    private static final Pattern TIME = Pattern.compile("([0-9]+) (day|hour|minute|second)s?");

    private final Map<String, String> words;

    Words(Map<String, String> words) {
        this.words = Map.copyOf(words);
    }

    String get(String place) {
        return Optional.ofNullable(words.get(place))
                .orElseThrow(
                        () -> new IllegalArgumentException("the phrase has no place {" + place + "}, only " + words));
    }

    String cluster() {
        return get("cluster");
    }

    String phone() {
        return get("phone");
    }

    String user() {
        return get("user");
    }

    int number() {
        return Integer.parseInt(get("number"));
    }

    Duration time() {
        Duration sum = Duration.ZERO;
        Matcher part = TIME.matcher(get("time"));
        while (part.find()) {
            long count = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "day" -> Duration.ofDays(count);
                        case "hour" -> Duration.ofHours(count);
                        case "minute" -> Duration.ofMinutes(count);
                        default -> Duration.ofSeconds(count);
                    });
        }
        return sum;
    }

    List<String> list(String place) {
        return Arrays.stream(get(place).split(",", -1)).map(String::strip).toList();
    }

    @Override
    public String toString() {
        return words.toString();
    }
}
