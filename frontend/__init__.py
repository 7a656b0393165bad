"""Page shells; the pages themselves are TypeScript in src/."""
