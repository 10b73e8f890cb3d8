package io.serai.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Which module may see which, and what none may do. The modules are those on the class path, the testkit aside. */
class ModuleRulesTest {
    private static final JavaClasses SERAI = new ClassFileImporter(
                    List.of(new ImportOption.DoNotIncludeTests(), ModuleRulesTest::notTestkit))
            .importPackages("io.serai");

    private static final String[] SIBLINGS = {"wire", "engines", "fleet", "guard"};

    private static boolean notTestkit(Location location) {
        return !location.contains("/testkit/") && !location.contains("serai-testkit");
    }

    private static void check(ArchRule rule) {
        rule.check(SERAI);
    }

    /** Without this, a rule about classes that are not found would hold. */
    @Test
    void everyModuleIsLookedAt() {
        var modules = SERAI.stream()
                .map(it -> it.getPackageName().split("\\.", 4)[2])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(modules).contains("core", "wire", "engines", "fleet", "guard", "steps", "gateway");
    }

    @Test
    void coreSeesTheJdkOnly() {
        check(classes()
                .that()
                .resideInAPackage("io.serai.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.serai.core..", "java..", "org.jspecify.."));
    }

    @Test
    void siblingsMeetInCoreOnly() {
        for (String one : SIBLINGS) {
            String[] others = List.of("wire", "engines", "fleet", "guard", "steps", "gateway").stream()
                    .filter(it -> !it.equals(one))
                    .map(it -> "io.serai." + it + "..")
                    .toArray(String[]::new);
            check(noClasses()
                    .that()
                    .resideInAPackage("io.serai." + one + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others));
        }
    }

    @Test
    void stepsDoNotSeeTheGateway() {
        check(noClasses()
                .that()
                .resideInAPackage("io.serai.steps..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.serai.gateway..", "io.serai.engines.."));
    }

    @Test
    void camelStaysInStepsAndTheGateway() {
        check(noClasses()
                .that(not(resideInAnyPackage(
                        "io.serai.steps..",
                        "io.serai.gateway",
                        "io.serai.gateway.ingress..",
                        "io.serai.gateway.pipelines..",
                        "io.serai.gateway.jmx..",
                        "io.serai.gateway.admin..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel.."));
    }

    /** {@code EventLoops} chooses the kind of loop; {@code Query} decodes text with Netty, no buffers. */
    @Test
    void nettyStaysAtTheSockets() {
        check(noClasses()
                .that(not(resideInAnyPackage("io.serai.engines..", "io.serai.gateway.ingress..")))
                .and()
                .doNotHaveSimpleName("EventLoops")
                .and()
                .doNotHaveSimpleName("Query")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty.."));
    }

    @Test
    void treesOfJsonStayInStorageAdministrationAndConfiguration() {
        check(noClasses()
                .that(not(resideInAnyPackage(
                        "io.serai.fleet..",
                        "io.serai.onnx.model..",
                        "io.serai.gateway.admin..",
                        "io.serai.gateway.config..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson.databind.."));
    }

    @Test
    void theGatewaysPackagesFormNoCycle() {
        check(slices().matching("io.serai.gateway.(*)..").should().beFreeOfCycles());
    }

    // ---- event loops never wait

    @Test
    void nobodySleeps() {
        check(noClasses().should().callMethod(Thread.class, "sleep", long.class));
        check(noClasses().should().callMethod(Thread.class, "sleep", java.time.Duration.class));
    }

    @Test
    void eventLoopsDoNotWaitForFutures() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        "io.serai.steps..", "io.serai.engines..", "io.serai.gateway.ingress..", "io.serai.wire..")
                .should()
                .callMethodWhere(new Waits()));
    }

    private static final class Waits
            extends com.tngtech.archunit.base.DescribedPredicate<com.tngtech.archunit.core.domain.JavaMethodCall> {
        Waits() {
            super("a future is waited for");
        }

        @Override
        public boolean test(com.tngtech.archunit.core.domain.JavaMethodCall call) {
            JavaClass owner = call.getTargetOwner();
            boolean javas = owner.isAssignableTo(Future.class) || owner.isAssignableTo(CompletableFuture.class);
            boolean nettys = owner.getName().startsWith("io.netty.")
                    && owner.getSimpleName().endsWith("Future");
            return (javas || nettys)
                    && List.of("get", "join", "sync", "await", "syncUninterruptibly", "awaitUninterruptibly")
                            .contains(call.getName());
        }
    }

    // ---- what every package has

    @Test
    void everyPackageSaysWhatMayBeNull() {
        var packages = SERAI.stream()
                .map(JavaClass::getPackage)
                .filter(it -> !it.isAnnotatedWith(NullMarked.class))
                .map(it -> it.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages).isEmpty();
    }
}
