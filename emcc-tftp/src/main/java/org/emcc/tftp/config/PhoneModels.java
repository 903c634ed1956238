package org.emcc.tftp.config;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The models of phone-config-files 5.1 and their numbers. */
final class PhoneModels {
    private static final Pattern NUMBER = Pattern.compile("(?<![0-9])([0-9]{4})(?![0-9])");

    /** {@code number:model}. */
    private static final String TABLE = """
            6:7910
            7:7960
            8:7940
            9:7935
            115:7941
            119:7971
            124:7914
            227:7915-12
            228:7915-24
            229:7916-12
            230:7916-24
            302:7985
            307:7911
            308:7961G-GE
            309:7941G-GE
            348:7931
            365:7921
            369:7906
            404:7962
            431:7937
            434:7942
            435:7945
            436:7965
            437:7975
            484:7925
            493:9971
            495:6921
            496:6941
            497:6961
            503:Client Services Framework
            537:9951
            540:8961
            547:6901
            548:6911
            550:ATA 187
            562:iPhone
            564:6945
            575:Android
            577:7926
            585:8945
            586:8941
            621:7821
            622:7841
            623:7861
            647:DX650
            659:8831
            683:8841
            684:8851
            685:8861
            30006:7970
            30016:IP Communicator
            30018:7961
            36042:DX80
            36043:DX70
            36213:7811
            36217:8811
            36224:8845
            36225:8865
            36247:7832
            36258:8832
            """;

    static final Map<Integer, String> BY_NUMBER = read();

    private PhoneModels() {}

    private static Map<Integer, String> read() {
        Map<Integer, String> found = new TreeMap<>();
        for (String row : TABLE.lines().toList()) {
            int colon = row.indexOf(':');
            found.put(Integer.parseInt(row.substring(0, colon)), row.substring(colon + 1));
        }
        return Collections.unmodifiableMap(found); // by number
    }

    /** The four digits by which a model goes. */
    static Optional<String> number(String model) {
        Matcher number = NUMBER.matcher(Objects.requireNonNull(model, "model"));
        return number.find() ? Optional.of(number.group(1)) : Optional.empty();
    }
}
