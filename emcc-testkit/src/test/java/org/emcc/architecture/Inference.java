package org.emcc.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * One sentence of a comment in main sources which says that something is not documented. Four marks say it, and no other words:
 * {@code inferred}, {@code our choice}, {@code not public} and {@code SDK's own}.
 *
 * @param module the module's folder
 * @param inPackage its package
 * @param type its type, with those around it; empty for the package itself
 * @param member its member; empty for the type itself
 * @param mark how it is marked
 * @param sentence what is said, as plain text
 * @param source the sections that it, its comment or its type names, as written there; empty when none does
 * @param replacement the sentence which says what can be put in its place; empty when there is none
 */
record Inference(
        String module,
        String inPackage,
        String type,
        String member,
        String mark,
        String sentence,
        String source,
        String replacement) {
    private static final Pattern COMMENT = Pattern.compile(
            "\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*+\"|'(?:\\\\.|[^'\\\\\\n])*+'|/\\*[\\s\\S]*?\\*/|//[^\\n]*(?:\\n\\s*//[^\\n]*)*+");
    private static final Pattern MARK =
            Pattern.compile("\\b(inferred|our choice|not public|SDK's own)\\b|(\\[INF])", Pattern.CASE_INSENSITIVE);
    /** Other words for the same, which the page would miss. */
    private static final Pattern MISSPELT = Pattern.compile(
            "\\b(own choice|SDK's choice|not documented|undocumented|no source says|no document says|presumably|we assume)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SOURCE = Pattern.compile(
            "(?:(?:emcc-behaviour|em-api-and-axl|phone-config-files|tftp|sip|certificates|design) [0-9][0-9.]*[0-9]?"
                    + "|RFC [0-9]{3,5}(?: [0-9][0-9.]*[0-9])?)(?:(?:, | and | to )[0-9][0-9.]*[0-9]?)*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CODE = Pattern.compile("\\{@(?:code|literal|value)\\s+([^{}]*)\\}");
    private static final Pattern REPLACEMENT = Pattern.compile(
            "\\b(replaces?|replaced|replaceable|can be put in|can change|can be changed|left to the application|by default)\\b");

    /** What the sources of all modules say, in their order. */
    record Scan(List<Inference> all, List<String> misspelt) {}

    /** Reads the sources of all modules beside each other in a folder. */
    static Scan in(Path root) throws IOException {
        Scan scan = new Scan(new ArrayList<>(), new ArrayList<>());
        try (Stream<Path> modules = Files.list(root)) {
            for (Path module : modules.sorted().toList()) {
                Path sources = module.resolve("src/main/java");
                if (Files.isDirectory(sources)) {
                    read(module.getFileName().toString(), sources, scan);
                }
            }
        }
        return scan;
    }

    private static void read(String module, Path sources, Scan scan) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(sources)) {
            files = all.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Reader(module, unit, positions, scan).read();
            }
        }
    }

    /** A declaration: its names, and from where to where it goes. */
    private record Declaration(String type, String member, int begin, int end) {}

    /** Of one file. */
    private static final class Reader {
        private final String module;
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Scan scan;
        private final String text;
        private final String inPackage;
        private final List<Declaration> declarations = new ArrayList<>();
        private String fileSource = "";

        Reader(String module, CompilationUnitTree unit, SourcePositions positions, Scan scan) throws IOException {
            this.module = module;
            this.unit = unit;
            this.positions = positions;
            this.scan = scan;
            this.text = unit.getSourceFile().getCharContent(true).toString();
            this.inPackage =
                    unit.getPackageName() == null ? "" : unit.getPackageName().toString();
        }

        void read() {
            declare();
            Matcher comments = COMMENT.matcher(text);
            while (comments.find()) {
                if (comments.group().startsWith("/")) {
                    check(plain(comments.group().replaceAll("\\{@link[^}]*}", "(link)")));
                    comment(plain(comments.group()), comments.start(), comments.end());
                }
            }
        }

        private void declare() {
            new TreeScanner<Void, String>() {
                @Override
                public Void visitClass(ClassTree node, String around) {
                    String name = node.getSimpleName().toString();
                    if (name.isEmpty()) {
                        return null; // anonymous: what stands in it belongs to the member around it
                    }
                    String full = around.isEmpty() ? name : around + "." + name;
                    add(node, full, "");
                    for (Tree member : node.getMembers()) {
                        if (member instanceof MethodTree method) {
                            String called = method.getName().contentEquals("<init>")
                                    ? name
                                    : method.getName().toString();
                            add(member, full, called + "()");
                        } else if (member instanceof VariableTree field) {
                            add(member, full, field.getName().toString());
                        }
                    }
                    return super.visitClass(node, full);
                }

                @Override
                public Void visitMethod(MethodTree node, String around) {
                    return null;
                }
            }.scan(unit, "");
        }

        private void add(Tree tree, String type, String member) {
            int begin = (int) positions.getStartPosition(unit, tree);
            int end = (int) positions.getEndPosition(unit, tree);
            if (begin >= 0 && end > begin) {
                declarations.add(new Declaration(type, member, begin, end));
            }
        }

        /** The name of a method that a comment links to is no word of it. */
        private void check(String said) {
            Matcher misspelt = MISSPELT.matcher(said);
            if (misspelt.find()) {
                scan.misspelt().add(unit.getSourceFile().getName() + ": \"" + misspelt.group() + "\" in: " + said);
            }
        }

        private void comment(String said, int begin, int end) {
            String sources = sources(said);
            if (fileSource.isEmpty() && said.contains("Source: ")) {
                fileSource = sources(said.substring(said.indexOf("Source: ")));
            }
            List<String> sentences = sentences(said);
            for (int i = 0; i < sentences.size(); i++) {
                Matcher mark = MARK.matcher(sentences.get(i));
                if (!mark.find()) {
                    continue;
                }
                String sentence = sentences.get(i);
                if (i > 0 && sentence.length() < 40) {
                    sentence = sentences.get(i - 1) + " " + sentence; // "Inferred." alone says nothing
                }
                String own = sources(sentence);
                String from = !own.isEmpty() ? own : !sources.isEmpty() ? sources : fileSource;
                String instead = sentences.stream()
                        .filter(each -> REPLACEMENT.matcher(each).find())
                        .findFirst()
                        .orElse("");
                Declaration owner = owner(begin, end);
                String kind = mark.group(2) != null
                        ? "inferred"
                        : mark.group(1).equalsIgnoreCase("SDK's own")
                                ? "SDK's own"
                                : mark.group(1).toLowerCase(Locale.ROOT);
                scan.all()
                        .add(new Inference(
                                module, inPackage, owner.type(), owner.member(), kind, sentence, from, instead));
            }
        }

        /** That which the comment stands before, else the innermost that it stands in, else the package. */
        private Declaration owner(int begin, int end) {
            int next = end;
            Matcher blank =
                    Pattern.compile("(?:\\s|//[^\\n]*|/\\*[\\s\\S]*?\\*/)*+").matcher(text);
            if (blank.find(end) && blank.start() == end) {
                next = blank.end();
            }
            Declaration best = new Declaration("", "", 0, Integer.MAX_VALUE);
            for (Declaration each : declarations) {
                if (each.begin() == next
                        && (text.startsWith("/**", begin) || !each.member().isEmpty())) {
                    return each;
                }
                if (each.begin() <= begin
                        && end <= each.end()
                        && each.end() - each.begin() < best.end() - best.begin()) {
                    best = each;
                }
            }
            return best;
        }
    }

    private static String sources(String said) {
        return String.join(
                "; ",
                SOURCE.matcher(said)
                        .results()
                        .map(found -> found.group().replaceAll("\\.$", ""))
                        .distinct()
                        .toList());
    }

    /** A comment without its signs: inline tags are their text, elements are gone. */
    private static String plain(String comment) {
        String bare = comment.replaceAll("^/\\*+|\\*+/$", "").replaceAll("(?m)^\\s*(?://+|\\*)", " ");
        return CODE.matcher(bare)
                .replaceAll(code -> Matcher.quoteReplacement(code.group(1).replace("<", "&lt;")))
                .replaceAll("\\{@link(?:plain)?\\s+[^\\s{}]+(?:\\([^{}]*\\))?\\s+([^{}]+)\\}", "$1")
                .replaceAll("\\{@link(?:plain)?\\s+#?([^{}]+)\\}", "$1")
                .replaceAll("(?m)^\\s*@", "\u0001@")
                .replaceAll("(?i)</?(?:p|li|ul|ol|table|tr|dl|dt|dd|pre)\\b[^>]*>", "\u0001")
                .replaceAll("(?i)</?(?:td|th)\\b[^>]*>", " ")
                .replaceAll("</?[a-zA-Z][^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static List<String> sentences(String said) {
        List<String> all = new ArrayList<>();
        for (String part : said.split("\u0001", -1)) {
            for (String sentence : part.strip().split("(?<=[.?!])\\s+(?=[A-Z<])", -1)) {
                if (!sentence.isBlank()) {
                    all.add(sentence.strip());
                }
            }
        }
        return all;
    }
}
