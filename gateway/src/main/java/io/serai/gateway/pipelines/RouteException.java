package io.serai.gateway.pipelines;

/** Route files that cannot go live. */
public final class RouteException extends Exception {
    private final RouteProblem problem;

    RouteException(RouteProblem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    RouteException(RouteProblem problem, Throwable cause) {
        super(problem.toString(), cause);
        this.problem = problem;
    }

    /** Where and why. */
    public RouteProblem problem() {
        return problem;
    }
}
